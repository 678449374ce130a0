/** Every syllable of pinyin without tones, ü written v, as the readings of characters have them. */
const syllableText =
  'a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen ceng cha ' +
  'chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou cu cuan ' +
  'cui cun cuo da dai dan dang dao de dei den deng di dia dian diao die ding diu dong dou du duan dui dun duo e ei en ' +
  'eng er fa fan fang fei fen feng fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun ' +
  'guo ha hai han hang hao he hei hen heng hng hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie ' +
  'jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo la ' +
  'lai lan lang lao le lei leng li lia lian liang liao lie lin ling liu lo long lou lu luan lun luo lv lve m ma mai man ' +
  'mang mao me mei men meng mi mian miao mie min ming miu mo mou mu n na nai nan nang nao ne nei nen neng ng ni nian ' +
  'niang niao nie nin ning niu nong nou nu nuan nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ' +
  'ping po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru ' +
  'rua ruan rui run ruo sa sai san sang sao se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua ' +
  'shuai shuan shuang shui shun shuo si song sou su suan sui sun suo ta tai tan tang tao te tei teng ti tian tiao tie ' +
  'ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu ' +
  'xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai ' +
  'zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui ' +
  'zun zuo'

const syllables: readonly string[] = syllableText.split(' ')
const known: ReadonlySet<string> = new Set(syllables)
const longest = 6

/** True for a reading that `segmentations` knows. */
export const isSyllable = (text: string): boolean => known.has(text)

/** A way to read letters as pinyin: whole syllables, and the beginning of a further one. */
export interface Segmentation {
  readonly whole: readonly string[]
  /** Every syllable the rest may be the beginning of; never empty. */
  readonly last: readonly string[]
}

/** Ways of reading that are compared at most; a text with more is read as far as it has no more. */
const mostWays = 6

/**
 * The ways to read the beginning of `letters` as pinyin, of which one holds for every text that begins with all of them; none
 * when they are no pinyin.
 *
 * Shape: segmentations('zhangs') → [{ whole: ['zhang'], last: ['sa', 'sai', …] }, { whole: ['zhan'], last: … }]
 */
export function segmentations(letters: string): readonly Segmentation[] {
  for (let length = letters.length; length > 0; length -= 1) {
    const ways = waysOf(letters.slice(0, length))
    if (ways.length <= mostWays) return ways
  }
  return []
}

function waysOf(letters: string): Segmentation[] {
  const ways: Segmentation[] = []
  const visit = (from: number, whole: readonly string[]): void => {
    const rest = letters.slice(from)
    const last = rest.length > longest ? [] : syllables.filter((syllable) => syllable.startsWith(rest))
    if (last.length > 0) ways.push({ whole, last })
    for (let length = Math.min(longest, rest.length - 1); length > 0 && ways.length <= mostWays; length -= 1) {
      const syllable = rest.slice(0, length)
      if (known.has(syllable)) visit(from + length, [...whole, syllable])
    }
  }
  visit(0, [])
  return ways
}
