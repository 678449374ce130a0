import { defineComputedServer } from '../../storage/computed-server.js'

export const server = defineComputedServer('formula')
