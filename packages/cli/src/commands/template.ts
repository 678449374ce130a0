import { terminal } from '../template/printing.js'
import { runTemplate } from '../template/run-template.js'
import type { Command } from './command.js'

/** `tessera template <word>`: templates are checked, packed, compared, and brought into a workspace. */
export const command: Command = {
  name: 'template',
  summary: { zh: '检查、打包、比较、安装模板', en: 'check, pack, compare and install templates' },
  settings: {
    'validate <path>…': {
      zh: '检查文件夹或打包文件中的模板，列出每一处问题；不需要服务器和数据库。',
      en: 'check templates in folders or packed files and list every problem; needs no server and no database.',
    },
    'pack <folder>': {
      zh: '把文件夹打包为一个文件（-o 指定文件名）；同一文件夹总得到相同的字节。',
      en: 'pack a folder into one file (-o names it); the same folder always gives the same bytes.',
    },
    'diff <a> <b>': {
      zh: '列出第二个模板改了什么。',
      en: 'list what the second template changed.',
    },
    'install <key|path>': {
      zh: '安装模板；文件夹或文件会先上传。',
      en: 'install a template; a folder or a file is brought to the server first.',
    },
    'upgrade <key|path>': {
      zh: '升级到服务器上或给出的版本。',
      en: 'upgrade to the version at the server or to the one given.',
    },
    'uninstall <key>': {
      zh: '卸载模板；数据进入回收站。',
      en: 'take a template away; its data goes to the bin.',
    },
    '--server <url>': {
      zh: '服务器地址，或环境变量 TESSERA_SERVER。',
      en: 'address of the server, or the variable TESSERA_SERVER.',
    },
    '--token-file <file>': {
      zh: '存有 API 令牌的文件；或环境变量 TESSERA_TOKEN。',
      en: 'file that holds an API token; or the variable TESSERA_TOKEN.',
    },
    '--workspace <key>': {
      zh: '工作区；省略时为令牌所属的工作区。',
      en: 'workspace; that of the token when absent.',
    },
    '--plan': {
      zh: '只显示计划，不做改动。',
      en: 'show the plan and change nothing.',
    },
    '--sample': {
      zh: '安装时载入示例数据。',
      en: 'load the sample data, too (install).',
    },
    '--answer <ask>=<id>': {
      zh: '安装时的提问由谁担任：人员的 id。',
      en: 'who stands for what is asked: id of a person (install).',
    },
    '--taken <kind/key>=mine': {
      zh: '同名文档并入已有的，而不是另存一份。',
      en: 'make a document of a taken key part of the one that is there, instead of keeping both (install).',
    },
    '--decide <id>=mine|theirs': {
      zh: '双方都改过的地方由谁决定；可多次给出。',
      en: 'who wins where both sides changed something; may be repeated (upgrade).',
    },
    '--accept <id>': {
      zh: '接受一项风险；可多次给出。',
      en: 'accept a hazard; may be repeated.',
    },
  },
  run: (words) => runTemplate(words, process.env, terminal),
}
