/** Names of provinces and the shape of what is below them. */

const PROVINCES =
  '北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门';

/** Words that end like a city or a district and are none. */
const NO_CITY = '(?<!超|城|门|上|都|夜|菜|股)市';
const NO_DISTRICT =
  '(?<!小|社|园|校|地|景|片|厂|库|市|辖|郊|疫|误|特|专|[0-9一二三四五六七八九十]|住宅|商业|生活|服务|工业|办公|仓储)区';

/** A Chinese letter that is no word of a sentence. */
const NAME = '(?:(?![的了我你您他她它们吗呢吧是把这那没还住在到去送往寄至从址于给请为不想要说让被个])[㐀-鿿])';

const CITY = `${NAME}{1,7}?(?:${NO_CITY}|自治州|(?<=[㐀-鿿]{2})地区|盟)`;
const DISTRICT = `${NAME}{1,7}?(?:${NO_DISTRICT}|县|(?<!国|红|彩|锦)旗|${NO_CITY})`;
const PROVINCE = `(?:${PROVINCES})(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)?`;

/** From the province down to the district, as far as it is told. */
export const REGION = `(?:(?:中国)?${PROVINCE}(?:\\s?${CITY})?(?:\\s?${DISTRICT})?|${CITY}\\s?(?:${DISTRICT})?)`;

export const PLACE_NAME = NAME;

const HEAD = new RegExp(`^\\s*(?:${REGION}|${DISTRICT})`, 'u');

/** Where in an address the part below the district begins, as a UTF-16 position. */
export const lastDistrict = (address: string): number => HEAD.exec(address)?.[0].length ?? 0;
