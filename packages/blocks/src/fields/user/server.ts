import { defineRecordServer } from '../../storage/record-server.js'

export const server = defineRecordServer('user')
