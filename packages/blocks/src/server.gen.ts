// Written by scripts/gen-blocks.mjs; npm run gen
import type { ActionServer, FieldTypeServer } from '@tessera/metadata'
import { server as callHttpAction } from './actions/call-http/server.js'
import { server as conditionAction } from './actions/condition/server.js'
import { server as createRecordAction } from './actions/create-record/server.js'
import { server as findRecordsAction } from './actions/find-records/server.js'
import { server as notifyAction } from './actions/notify/server.js'
import { server as refuseAction } from './actions/refuse/server.js'
import { server as setFieldsAction } from './actions/set-fields/server.js'
import { server as updateRecordAction } from './actions/update-record/server.js'
import { server as waitAction } from './actions/wait/server.js'
import { server as addressField } from './fields/address/server.js'
import { server as anyLookupField } from './fields/any-lookup/server.js'
import { server as autoNumberField } from './fields/auto-number/server.js'
import { server as backlinksField } from './fields/backlinks/server.js'
import { server as barcodeField } from './fields/barcode/server.js'
import { server as booleanField } from './fields/boolean/server.js'
import { server as cascaderField } from './fields/cascader/server.js'
import { server as colourField } from './fields/colour/server.js'
import { server as companyNameField } from './fields/company-name/server.js'
import { server as currencyField } from './fields/currency/server.js'
import { server as dateField } from './fields/date/server.js'
import { server as dateTimeField } from './fields/date-time/server.js'
import { server as detailsField } from './fields/details/server.js'
import { server as durationField } from './fields/duration/server.js'
import { server as emailField } from './fields/email/server.js'
import { server as fileField } from './fields/file/server.js'
import { server as formulaField } from './fields/formula/server.js'
import { server as idCardField } from './fields/id-card/server.js'
import { server as imageField } from './fields/image/server.js'
import { server as jsonField } from './fields/json/server.js'
import { server as linksField } from './fields/links/server.js'
import { server as locationField } from './fields/location/server.js'
import { server as longTextField } from './fields/long-text/server.js'
import { server as lookupField } from './fields/lookup/server.js'
import { server as multiSelectField } from './fields/multi-select/server.js'
import { server as numberField } from './fields/number/server.js'
import { server as percentField } from './fields/percent/server.js'
import { server as phoneField } from './fields/phone/server.js'
import { server as progressField } from './fields/progress/server.js'
import { server as ratingField } from './fields/rating/server.js'
import { server as regionField } from './fields/region/server.js'
import { server as relatedField } from './fields/related/server.js'
import { server as richTextField } from './fields/rich-text/server.js'
import { server as rollupField } from './fields/rollup/server.js'
import { server as scoreField } from './fields/score/server.js'
import { server as selectField } from './fields/select/server.js'
import { server as signatureField } from './fields/signature/server.js'
import { server as socialCreditCodeField } from './fields/social-credit-code/server.js'
import { server as tagsField } from './fields/tags/server.js'
import { server as textField } from './fields/text/server.js'
import { server as timeField } from './fields/time/server.js'
import { server as urlField } from './fields/url/server.js'
import { server as userField } from './fields/user/server.js'

export const actionServerList: readonly ActionServer[] = [
  callHttpAction,
  conditionAction,
  createRecordAction,
  findRecordsAction,
  notifyAction,
  refuseAction,
  setFieldsAction,
  updateRecordAction,
  waitAction,
]

export const fieldServers: readonly FieldTypeServer[] = [
  addressField,
  anyLookupField,
  autoNumberField,
  backlinksField,
  barcodeField,
  booleanField,
  cascaderField,
  colourField,
  companyNameField,
  currencyField,
  dateField,
  dateTimeField,
  detailsField,
  durationField,
  emailField,
  fileField,
  formulaField,
  idCardField,
  imageField,
  jsonField,
  linksField,
  locationField,
  longTextField,
  lookupField,
  multiSelectField,
  numberField,
  percentField,
  phoneField,
  progressField,
  ratingField,
  regionField,
  relatedField,
  richTextField,
  rollupField,
  scoreField,
  selectField,
  signatureField,
  socialCreditCodeField,
  tagsField,
  textField,
  timeField,
  urlField,
  userField,
]
