import { defineLinksServer } from '../../storage/links-server.js'

export const server = defineLinksServer('backlinks')
