// Written by scripts/gen-blocks.mjs; npm run gen
import type { ActionDefinition, FieldTypeDefinition, TriggerDefinition } from '@tessera/metadata'
import { definition as callHttpAction } from './actions/call-http/definition.js'
import { definition as conditionAction } from './actions/condition/definition.js'
import { definition as createRecordAction } from './actions/create-record/definition.js'
import { definition as findRecordsAction } from './actions/find-records/definition.js'
import { definition as notifyAction } from './actions/notify/definition.js'
import { definition as refuseAction } from './actions/refuse/definition.js'
import { definition as setFieldsAction } from './actions/set-fields/definition.js'
import { definition as updateRecordAction } from './actions/update-record/definition.js'
import { definition as waitAction } from './actions/wait/definition.js'
import { definition as addressField } from './fields/address/definition.js'
import { definition as anyLookupField } from './fields/any-lookup/definition.js'
import { definition as autoNumberField } from './fields/auto-number/definition.js'
import { definition as backlinksField } from './fields/backlinks/definition.js'
import { definition as barcodeField } from './fields/barcode/definition.js'
import { definition as booleanField } from './fields/boolean/definition.js'
import { definition as cascaderField } from './fields/cascader/definition.js'
import { definition as colourField } from './fields/colour/definition.js'
import { definition as companyNameField } from './fields/company-name/definition.js'
import { definition as currencyField } from './fields/currency/definition.js'
import { definition as dateField } from './fields/date/definition.js'
import { definition as dateTimeField } from './fields/date-time/definition.js'
import { definition as detailsField } from './fields/details/definition.js'
import { definition as durationField } from './fields/duration/definition.js'
import { definition as emailField } from './fields/email/definition.js'
import { definition as fileField } from './fields/file/definition.js'
import { definition as formulaField } from './fields/formula/definition.js'
import { definition as idCardField } from './fields/id-card/definition.js'
import { definition as imageField } from './fields/image/definition.js'
import { definition as jsonField } from './fields/json/definition.js'
import { definition as linksField } from './fields/links/definition.js'
import { definition as locationField } from './fields/location/definition.js'
import { definition as longTextField } from './fields/long-text/definition.js'
import { definition as lookupField } from './fields/lookup/definition.js'
import { definition as multiSelectField } from './fields/multi-select/definition.js'
import { definition as numberField } from './fields/number/definition.js'
import { definition as percentField } from './fields/percent/definition.js'
import { definition as phoneField } from './fields/phone/definition.js'
import { definition as progressField } from './fields/progress/definition.js'
import { definition as ratingField } from './fields/rating/definition.js'
import { definition as regionField } from './fields/region/definition.js'
import { definition as relatedField } from './fields/related/definition.js'
import { definition as richTextField } from './fields/rich-text/definition.js'
import { definition as rollupField } from './fields/rollup/definition.js'
import { definition as scoreField } from './fields/score/definition.js'
import { definition as selectField } from './fields/select/definition.js'
import { definition as signatureField } from './fields/signature/definition.js'
import { definition as socialCreditCodeField } from './fields/social-credit-code/definition.js'
import { definition as tagsField } from './fields/tags/definition.js'
import { definition as textField } from './fields/text/definition.js'
import { definition as timeField } from './fields/time/definition.js'
import { definition as urlField } from './fields/url/definition.js'
import { definition as userField } from './fields/user/definition.js'
import { definition as beforeSaveTrigger } from './triggers/before-save/definition.js'
import { definition as recordChangedTrigger } from './triggers/record-changed/definition.js'
import { definition as recordCreatedTrigger } from './triggers/record-created/definition.js'
import { definition as scheduleTrigger } from './triggers/schedule/definition.js'

export const actionDefinitionList: readonly ActionDefinition[] = [
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

export const fieldDefinitions: readonly FieldTypeDefinition[] = [
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

export const triggerDefinitionList: readonly TriggerDefinition[] = [
  beforeSaveTrigger,
  recordChangedTrigger,
  recordCreatedTrigger,
  scheduleTrigger,
]
