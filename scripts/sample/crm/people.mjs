/** Common surnames and given names with their pinyin, for addresses. */
const surnames =
  '王wang 李li 张zhang 刘liu 陈chen 杨yang 黄huang 赵zhao 吴wu 周zhou 徐xu 孙sun 马ma 朱zhu 胡hu 郭guo 何he 林lin 高gao 罗luo 郑zheng 梁liang 谢xie 宋song 唐tang 许xu 韩han 冯feng 邓deng 曹cao 彭peng 曾zeng 肖xiao 田tian 董dong 潘pan 袁yuan 蔡cai 蒋jiang 余yu 于yu 杜du 叶ye 程cheng 魏wei 苏su 吕lv 丁ding 任ren 卢lu 姚yao 沈shen 钟zhong 姜jiang 崔cui 谭tan 陆lu 范fan 汪wang 廖liao'
const given =
  '伟wei 芳fang 娜na 敏min 静jing 强qiang 磊lei 军jun 洋yang 勇yong 艳yan 杰jie 娟juan 涛tao 明ming 超chao 霞xia 平ping 刚gang 建华jianhua 志强zhiqiang 晓明xiaoming 丽娟lijuan 文博wenbo 海燕haiyan 国栋guodong 雪梅xuemei 俊杰junjie 佳怡jiayi 子轩zixuan 梓涵zihan 浩然haoran 思远siyuan 雨桐yutong 嘉豪jiahao 欣怡xinyi 晨曦chenxi 宇航yuhang 建国jianguo 玉兰yulan 春梅chunmei 立新lixin 慧敏huimin 少华shaohua 振宇zhenyu 丹丹dandan 婷婷tingting 志远zhiyuan 晓东xiaodong 红梅hongmei 永康yongkang 冬梅dongmei 鹏飞pengfei 凯kai 斌bin 波bo 鑫xin 琳lin 倩qian 蕾lei'

const split = (text) =>
  text.split(' ').map((entry) => {
    const at = entry.search(/[a-z]/)
    return { word: entry.slice(0, at), pinyin: entry.slice(at) }
  })
const families = split(surnames)
const firsts = split(given)

/** Shape: { name: '王建华', pinyin: 'wangjianhua' } */
export function personName(random) {
  // The most common surnames stand first and are met more often.
  const family = families[Math.floor(random.next() ** 1.6 * families.length)]
  const first = random.pick(firsts)
  return { name: family.word + first.word, pinyin: family.pinyin + first.pinyin }
}

/** A mobile number of the block 154, which was given to no operator: it has the right form and rings with nobody. */
export const mobileNumber = (index) => `154${String(index).padStart(8, '0')}`

/** What people are in companies, who they are in a purchase, and how often. */
export const positions = [
  [{ jobTitle: '总经理', department: '总经办', decisionRole: 'decider' }, 12],
  [{ jobTitle: '副总经理', department: '总经办', decisionRole: 'decider' }, 8],
  [{ jobTitle: '采购经理', department: '采购部', decisionRole: 'buyer' }, 18],
  [{ jobTitle: '采购专员', department: '采购部', decisionRole: 'buyer' }, 9],
  [{ jobTitle: '设备科长', department: '设备部', decisionRole: 'technical' }, 12],
  [{ jobTitle: '技术总监', department: '技术部', decisionRole: 'technical' }, 9],
  [{ jobTitle: '工艺工程师', department: '技术部', decisionRole: 'influencer' }, 8],
  [{ jobTitle: '质量经理', department: '质量部', decisionRole: 'influencer' }, 9],
  [{ jobTitle: '生产经理', department: '生产部', decisionRole: 'user' }, 12],
  [{ jobTitle: '信息主管', department: '信息部', decisionRole: 'champion' }, 6],
  [{ jobTitle: '财务主管', department: '财务部', decisionRole: 'influencer' }, 4],
]
