/**
 * How text is sorted, everywhere and in every workspace: the Chinese ICU collation, which orders Chinese by pinyin and
 * everything else as Unicode's root collation does, so one serves both languages. It is deterministic: two different texts
 * are never equal. An index that is to serve a sort by text must name it.
 */
export const textCollation = 'COLLATE "zh-x-icu"'
