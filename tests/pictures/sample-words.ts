/** A label in both languages. */
export const both = (zh: string, en: string) => ({ 'zh-CN': zh, en })

/** An option of a select field in both languages. */
export const option = (key: string, zh: string, en: string, color: string) => ({ key, label: both(zh, en), color })
