/**
 * How text is sorted, everywhere and in every workspace: the Chinese ICU collation. It orders Chinese by pinyin, before
 * Latin letters, and these as Unicode's root collation does, so one collation serves both languages. It is deterministic:
 * two different texts are never equal. An index that is to serve a sort by text must name it.
 */
export const textCollation = 'COLLATE "zh-x-icu"'
