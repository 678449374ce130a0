// Written by scripts/gen-blocks.mjs; npm run gen
import type { FieldTypeDefinition } from '@tessera/metadata'
import { definition as autoNumberField } from './fields/auto-number/definition.js'
import { definition as booleanField } from './fields/boolean/definition.js'
import { definition as currencyField } from './fields/currency/definition.js'
import { definition as dateField } from './fields/date/definition.js'
import { definition as dateTimeField } from './fields/date-time/definition.js'
import { definition as emailField } from './fields/email/definition.js'
import { definition as formulaField } from './fields/formula/definition.js'
import { definition as longTextField } from './fields/long-text/definition.js'
import { definition as lookupField } from './fields/lookup/definition.js'
import { definition as multiSelectField } from './fields/multi-select/definition.js'
import { definition as numberField } from './fields/number/definition.js'
import { definition as percentField } from './fields/percent/definition.js'
import { definition as phoneField } from './fields/phone/definition.js'
import { definition as rollupField } from './fields/rollup/definition.js'
import { definition as selectField } from './fields/select/definition.js'
import { definition as textField } from './fields/text/definition.js'
import { definition as urlField } from './fields/url/definition.js'
import { definition as userField } from './fields/user/definition.js'

export const fieldDefinitions: readonly FieldTypeDefinition[] = [
  autoNumberField,
  booleanField,
  currencyField,
  dateField,
  dateTimeField,
  emailField,
  formulaField,
  longTextField,
  lookupField,
  multiSelectField,
  numberField,
  percentField,
  phoneField,
  rollupField,
  selectField,
  textField,
  urlField,
  userField,
]
