import { defineTextServer } from '../../storage/text-server.js'

export const server = defineTextServer('json')
