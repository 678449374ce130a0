/**
 * Words that extensions write into the JSON Schemas of their options, for the properties panel that is made of them. They
 * say nothing about what is valid. All but `x-input`, `x-about`, `x-want` and `x-tab` are texts in both languages.
 *
 * - `x-input`: which editor; see `ActionDefinition`, and beyond it 'options' (choices of a select), 'relation' (`<object>.<lookup>`
 *   of those that point here), 'icon', 'color'. False: none. Without it the JSON type decides.
 * - `x-title`, `x-help`: name of the input, and a line below it.
 * - `x-options`: words for the values of an enum, by value.
 * - `x-about`: the property beside it (`object`, `relation`) that names what a field or formula is about.
 * - `x-want`: the type a formula must give, such as 'boolean'.
 * - `x-tab`: 'basic' (default), 'rules' or 'look'.
 */
export const schemaAnnotations = ['x-input', 'x-title', 'x-help', 'x-options', 'x-about', 'x-want', 'x-tab'] as const
