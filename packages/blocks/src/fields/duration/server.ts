import { defineNumberServer } from '../../storage/number-server.js'

export const server = defineNumberServer('duration')
