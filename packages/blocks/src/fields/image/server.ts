import { defineFilesServer } from '../../storage/files-server.js'

export const server = defineFilesServer('image')
