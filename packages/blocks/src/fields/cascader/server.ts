import { defineOptionServer } from '../../storage/option-server.js'

export const server = defineOptionServer('cascader')
