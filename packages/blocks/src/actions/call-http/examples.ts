import type { ActionExamples } from '../../examples/action-examples.js'
import type { CallHttpConfig } from './definition.js'

export const examples: ActionExamples<CallHttpConfig> = {
  good: [
    {
      config: {
        method: 'PUT',
        url: '"https://example.com/devices/" & id',
        headers: [
          { name: 'Authorization', value: '"Bearer 1"' },
          { name: 'X-Note', value: 'note' },
        ],
        body: 'name',
      },
      sentence: {
        'zh-CN': '用 PUT 调用 "https://example.com/devices/" & id',
        en: 'Call "https://example.com/devices/" & id with PUT',
      },
      values: {
        '/url': 'https://example.com/devices/1',
        '/headers/0/value': 'Bearer 1',
        '/headers/1/value': null,
        '/body': null,
      },
      gives: {
        do: 'request',
        method: 'PUT',
        url: 'https://example.com/devices/1',
        headers: [{ name: 'Authorization', value: 'Bearer 1' }],
        body: '',
      },
    },
    {
      config: {
        method: 'GET',
        url: '"https://example.com/orders"',
        headers: [
          { name: 'Authorization', value: '"Bearer "', secret: 'erp' },
          { name: 'X-Key', secret: 'erpKey' },
        ],
      },
      sentence: {
        'zh-CN': '用 GET 调用 "https://example.com/orders"',
        en: 'Call "https://example.com/orders" with GET',
      },
      values: { '/url': 'https://example.com/orders', '/headers/0/value': 'Bearer ' },
      gives: {
        do: 'request',
        method: 'GET',
        url: 'https://example.com/orders',
        headers: [
          { name: 'Authorization', value: 'Bearer ', secret: 'erp' },
          { name: 'X-Key', value: '', secret: 'erpKey' },
        ],
        body: undefined,
      },
    },
    {
      config: { method: 'POST', url: '"https://example.com/hook"' },
      sentence: {
        'zh-CN': '用 POST 调用 "https://example.com/hook"',
        en: 'Call "https://example.com/hook" with POST',
      },
      values: { '/url': 'https://example.com/hook' },
      gives: { do: 'request', method: 'POST', url: 'https://example.com/hook', headers: [], body: undefined },
    },
  ],
  bad: [
    { url: '"https://example.com"' },
    { method: 'TRACE', url: '"https://example.com"' },
    { method: 'GET', url: '' },
    { method: 'GET', url: '"https://example.com"', headers: [{ name: 'A' }] },
    { method: 'GET', url: '"https://example.com"', headers: [{ name: 'A', secret: 'a b' }] },
  ],
}
