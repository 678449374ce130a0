/** Is this screen worked with fingers? There a focus opens the keyboard over half the page: only a tap may set it. */
export const isTouch = (): boolean => matchMedia('(pointer: coarse)').matches
