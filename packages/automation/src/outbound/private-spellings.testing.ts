/** Private and special addresses, as IPv4. */
const addresses4 = [
  '127.0.0.1',
  '127.1.2.3',
  '0.0.0.0',
  '10.0.0.1',
  '10.255.255.254',
  '100.64.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.254',
  '192.168.0.1',
  '192.0.0.1',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
]

const addresses6 = [
  '::',
  '::1',
  '0:0:0:0:0:0:0:1',
  '0000:0000:0000:0000:0000:0000:0000:0001',
  'fe80::1',
  'febf::1',
  'fec0::1',
  'fc00::1',
  'fd00:ec2::254',
  'ff02::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2001:10::1',
  '2002:7f00:1::1',
  '3fff::1',
  '4000::1',
  '64:ff9b:1::a00:1',
]

/** Every way to write private addresses that some client of the past has taken: as URLs, most of them with the port. */
export function privateSpellings(port: string): string[] {
  const fours = addresses4.flatMap(spellings4).map((host) => `http://${host}:${port}/`)
  const sixes = [...addresses6, ...addresses4.flatMap(inside6)].map((host) => `http://[${host}]:${port}/`)
  const names = ['localhost', 'LOCALHOST', 'localhost.', 'ｌｏｃａｌｈｏｓｔ', 'ⓛocalhost'].map(
    (host) => `http://${host}:${port}/`,
  )
  const tricks = [
    `http://127.0.0.1:${port}\\@example.com/`,
    `http://example.com@127.0.0.1:${port}/`,
    `http://127.0.0.1:${port}#@example.com/`,
    `http:127.0.0.1:${port}/`,
    `http:/127.0.0.1:${port}/`,
    `http:\\\\127.0.0.1:${port}\\`,
    `http:///127.0.0.1:${port}/`,
    ` http://127.0.0.1:${port}/`,
    `ht\ttp://127.0.0.1:${port}/`,
    `http://127.0.0.1\t:${port}/`,
    `HTTP://127.0.0.1:${port}/`,
  ]
  return [...fours, ...sixes, ...names, ...tricks]
}

function spellings4(address: string): string[] {
  const bytes = address.split('.').map(Number) as [number, number, number, number]
  const [a, b, c, d] = bytes
  const whole = ((a * 256 + b) * 256 + c) * 256 + d
  const each = (write: (byte: number) => string): string => bytes.map(write).join('.')
  const octal = (byte: number): string => `0${byte.toString(8)}`
  const hex = (byte: number): string => `0x${byte.toString(16)}`
  return [
    address,
    `${address}.`,
    String(whole),
    hex(whole),
    octal(whole),
    each(octal),
    each((byte) => `00${octal(byte)}`),
    each(hex),
    each((byte) => hex(byte).toUpperCase().replace('X', 'x')),
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    `${octal(a)}.${hex(b)}.${c}.${d}`,
    each((byte) => [...String(byte)].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('')),
    address.replaceAll('.', '。'),
    address.replaceAll('.', '．'),
    each((byte) => [...String(byte)].map((digit) => `%3${digit}`).join('')),
  ]
}

/** IPv4 inside IPv6: mapped, compatible, translated, NAT64, 6to4. */
function inside6(address: string): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
  const high = (a * 256 + b).toString(16)
  const low = (c * 256 + d).toString(16)
  return [
    `::ffff:${address}`,
    `::ffff:${high}:${low}`,
    `0:0:0:0:0:ffff:${high}:${low}`,
    `::${high}:${low}`,
    `::ffff:0:${high}:${low}`,
    `64:ff9b::${high}:${low}`,
    `64:ff9b::${address}`,
    `2002:${high}:${low}::`,
  ]
}
