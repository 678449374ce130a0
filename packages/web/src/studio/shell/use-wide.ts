import { onBeforeUnmount, ref, type Ref } from 'vue'

/** Is there room to design? Below 1024 px designers only show. */
export function useWide(): Ref<boolean> {
  const query = matchMedia('(min-width: 1024px)')
  const isWide = ref(query.matches)
  const follow = (): void => void (isWide.value = query.matches)
  query.addEventListener('change', follow)
  onBeforeUnmount(() => query.removeEventListener('change', follow))
  return isWide
}
