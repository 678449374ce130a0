/** @tessera/blocks/web: how field types look and are filled in, in the browser; one `web.ts` and `input.vue` per folder. */
export {}
