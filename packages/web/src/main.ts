import { createPinia } from 'pinia'
import { createApp } from 'vue'
import AppRoot from './app/AppRoot.vue'
import { i18n } from './app/i18n'
import { router } from './app/router'
import { applyTheme } from './app/theme'
import './styles/tokens.css'
import './styles/base.css'
import './styles/values.css'

applyTheme()
createApp(AppRoot).use(createPinia()).use(i18n).use(router).mount('#app')
