import type { Language } from 'element-plus/es/locale'
import { shallowRef, watch, type ShallowRef } from 'vue'
import { locale } from './i18n'

const loaders = {
  'zh-CN': () => import('element-plus/es/locale/lang/zh-cn'),
  en: () => import('element-plus/es/locale/lang/en'),
}

/** Element Plus' own texts in the language of the screen; loaded when needed. */
export function useElementLocale(): ShallowRef<Language | undefined> {
  const texts = shallowRef<Language>()
  watch(
    locale,
    async (name) => {
      const loaded = await loaders[name]()
      if (name === locale.value) texts.value = loaded.default
    },
    { immediate: true },
  )
  return texts
}
