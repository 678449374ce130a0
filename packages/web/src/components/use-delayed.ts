import { onBeforeUnmount, onMounted, readonly, ref, type Ref } from 'vue'

/** True 200 ms after the component stands: a skeleton that is answered sooner never flickers. */
export function useDelayed(): Readonly<Ref<boolean>> {
  const isDue = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  onMounted(() => (timer = setTimeout(() => (isDue.value = true), 200)))
  onBeforeUnmount(() => clearTimeout(timer))
  return readonly(isDue)
}
