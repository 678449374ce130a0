// Written by scripts/gen-blocks.mjs; npm run gen
import type { Component } from 'vue'
import { web as addressWeb } from './fields/address/web.js'
import { web as anyLookupWeb } from './fields/any-lookup/web.js'
import { web as autoNumberWeb } from './fields/auto-number/web.js'
import { web as backlinksWeb } from './fields/backlinks/web.js'
import { web as barcodeWeb } from './fields/barcode/web.js'
import { web as booleanWeb } from './fields/boolean/web.js'
import { web as cascaderWeb } from './fields/cascader/web.js'
import { web as colourWeb } from './fields/colour/web.js'
import { web as companyNameWeb } from './fields/company-name/web.js'
import { web as currencyWeb } from './fields/currency/web.js'
import { web as dateWeb } from './fields/date/web.js'
import { web as dateTimeWeb } from './fields/date-time/web.js'
import { web as detailsWeb } from './fields/details/web.js'
import { web as durationWeb } from './fields/duration/web.js'
import { web as emailWeb } from './fields/email/web.js'
import { web as fileWeb } from './fields/file/web.js'
import { web as formulaWeb } from './fields/formula/web.js'
import { web as idCardWeb } from './fields/id-card/web.js'
import { web as imageWeb } from './fields/image/web.js'
import { web as jsonWeb } from './fields/json/web.js'
import { web as linksWeb } from './fields/links/web.js'
import { web as locationWeb } from './fields/location/web.js'
import { web as longTextWeb } from './fields/long-text/web.js'
import { web as lookupWeb } from './fields/lookup/web.js'
import { web as multiSelectWeb } from './fields/multi-select/web.js'
import { web as numberWeb } from './fields/number/web.js'
import { web as percentWeb } from './fields/percent/web.js'
import { web as phoneWeb } from './fields/phone/web.js'
import { web as progressWeb } from './fields/progress/web.js'
import { web as ratingWeb } from './fields/rating/web.js'
import { web as regionWeb } from './fields/region/web.js'
import { web as relatedWeb } from './fields/related/web.js'
import { web as richTextWeb } from './fields/rich-text/web.js'
import { web as rollupWeb } from './fields/rollup/web.js'
import { web as scoreWeb } from './fields/score/web.js'
import { web as selectWeb } from './fields/select/web.js'
import { web as signatureWeb } from './fields/signature/web.js'
import { web as socialCreditCodeWeb } from './fields/social-credit-code/web.js'
import { web as tagsWeb } from './fields/tags/web.js'
import { web as textWeb } from './fields/text/web.js'
import { web as timeWeb } from './fields/time/web.js'
import { web as urlWeb } from './fields/url/web.js'
import { web as userWeb } from './fields/user/web.js'
import type { FieldTypeWeb } from './web/define-field-type-web.js'

export const fieldWebs: readonly FieldTypeWeb[] = [
  addressWeb,
  anyLookupWeb,
  autoNumberWeb,
  backlinksWeb,
  barcodeWeb,
  booleanWeb,
  cascaderWeb,
  colourWeb,
  companyNameWeb,
  currencyWeb,
  dateWeb,
  dateTimeWeb,
  detailsWeb,
  durationWeb,
  emailWeb,
  fileWeb,
  formulaWeb,
  idCardWeb,
  imageWeb,
  jsonWeb,
  linksWeb,
  locationWeb,
  longTextWeb,
  lookupWeb,
  multiSelectWeb,
  numberWeb,
  percentWeb,
  phoneWeb,
  progressWeb,
  ratingWeb,
  regionWeb,
  relatedWeb,
  richTextWeb,
  rollupWeb,
  scoreWeb,
  selectWeb,
  signatureWeb,
  socialCreditCodeWeb,
  tagsWeb,
  textWeb,
  timeWeb,
  urlWeb,
  userWeb,
]

/** By the name of the field type. */
export const fieldInputs: Readonly<Record<string, () => Promise<{ default: Component }>>> = {
  address: () => import('./fields/address/input.vue'),
  anyLookup: () => import('./fields/any-lookup/input.vue'),
  backlinks: () => import('./fields/backlinks/input.vue'),
  barcode: () => import('./fields/barcode/input.vue'),
  boolean: () => import('./fields/boolean/input.vue'),
  cascader: () => import('./fields/cascader/input.vue'),
  colour: () => import('./fields/colour/input.vue'),
  companyName: () => import('./fields/company-name/input.vue'),
  currency: () => import('./fields/currency/input.vue'),
  date: () => import('./fields/date/input.vue'),
  dateTime: () => import('./fields/date-time/input.vue'),
  duration: () => import('./fields/duration/input.vue'),
  email: () => import('./fields/email/input.vue'),
  file: () => import('./fields/file/input.vue'),
  idCard: () => import('./fields/id-card/input.vue'),
  image: () => import('./fields/image/input.vue'),
  json: () => import('./fields/json/input.vue'),
  links: () => import('./fields/links/input.vue'),
  location: () => import('./fields/location/input.vue'),
  longText: () => import('./fields/long-text/input.vue'),
  lookup: () => import('./fields/lookup/input.vue'),
  multiSelect: () => import('./fields/multi-select/input.vue'),
  number: () => import('./fields/number/input.vue'),
  percent: () => import('./fields/percent/input.vue'),
  phone: () => import('./fields/phone/input.vue'),
  progress: () => import('./fields/progress/input.vue'),
  rating: () => import('./fields/rating/input.vue'),
  region: () => import('./fields/region/input.vue'),
  richText: () => import('./fields/rich-text/input.vue'),
  select: () => import('./fields/select/input.vue'),
  signature: () => import('./fields/signature/input.vue'),
  socialCreditCode: () => import('./fields/social-credit-code/input.vue'),
  tags: () => import('./fields/tags/input.vue'),
  text: () => import('./fields/text/input.vue'),
  time: () => import('./fields/time/input.vue'),
  url: () => import('./fields/url/input.vue'),
  user: () => import('./fields/user/input.vue'),
}
