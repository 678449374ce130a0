import vue from '@vitejs/plugin-vue'
import Components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/**
 * The browser application. Our packages are taken from their sources, so that what is not used is left out file by file.
 * `npm run dev -w packages/web` serves it beside a running server (TESSERA_URL, default http://localhost:3300).
 */
export default defineConfig({
  plugins: [
    vue(),
    // Element Plus components (`el-…`) are imported where a template names them, each with its own style.
    Components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
  ],
  resolve: {
    alias: [
      { find: /^@\//, replacement: source('./src/') },
      { find: /^@tessera\/(formula|metadata)$/, replacement: source('../$1/src/index.ts') },
      { find: /^@tessera\/blocks\/(definitions|web)$/, replacement: source('../blocks/src/$1.ts') },
    ],
  },
  build: {
    target: 'es2022',
    // Everything comes from our own origin: no inlining, so that the content policy needs no exceptions.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    manifest: true,
    // Few files instead of many tiny ones: what all screens share is fetched once, in one piece. Screens and libraries that only
    // some of them need (Element Plus parts, the expression language, editors) stay apart.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'vue', test: /node_modules\/(@?vue|vue-router|pinia|vue-i18n|@intlify)[\\/@]/, priority: 2 },
            // What the sign-in page needs must not bring the rest along.
            {
              name: 'base',
              test: /packages\/(web\/src\/(app\/(i18n|session|router|theme)\.ts|api\/(client|problem)|components\/(toast|ToastHost))|metadata\/src\/text\/localized)/,
              priority: 2,
            },
            {
              name: 'frame',
              test: /packages\/(web\/src\/(components|model|app\/shell)|blocks\/src\/(web\/(?!inputs)|fields\/[^/]+\/web))/,
              minShareCount: 2,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  // The server refuses writes from other origins, so it must see the address the browser has.
  server: { proxy: { '/api': { target: process.env.TESSERA_URL ?? 'http://localhost:3300', changeOrigin: false } } },
})
