/** Postal addresses in a text: what names a place below the district. */
import { type Found, foundAt } from './found.ts';
import { PLACE_NAME, REGION } from './places.ts';

const NUMBER = '[0-9０-９一二三四五六七八九十百零〇A-Za-z]';
/** What names of streets, villages and buildings end with, longest first. */
const ENDS =
  '街道|大街|大道|胡同|公路|高速|国道|省道|新村|社区|小区|花园|公寓|家园|嘉园|名苑|大厦|大楼|广场|商场|中心|大学|学院|中学|小学|学校|幼儿园|医院|酒店|宾馆|饭店|超市|驿站|菜鸟|工业园|产业园|科技园|软件园|创业园|公园|物流园|园区|厂区|校区|家属院|大院|宿舍|别墅|公司|写字楼|商城|市场|车站|(?<!讲)座|(?<![知报味渠频难公轨管])道|(?<!线|套|思|一)路|街|巷|弄|(?<![这那哪手心公家])里|村|镇|乡|苑|园|(?<!商)城|院|庄|屯|湾|桥|期|(?<=[0-9０-９一二三四五六七八九十A-Za-z])\\s?(?:号楼|号院|号|栋|幢|座|单元|室|楼|层|弄|组|队|户|区|#)|(?<=[0-9])铺';
const SEGMENT = `(?:${PLACE_NAME}|[0-9０-９A-Za-z#-]|(?<=[㐀-鿿])\\s(?=[0-9０-９A-Za-z])|(?<=[0-9０-９])\\s(?=[㐀-鿿])){1,14}?(?:${ENDS})`;
const ROOM = '(?:\\s?[0-9]{1,4}(?:-[0-9]{1,4}){0,3}(?![0-9]))?';
const BELOW = `(?:[\\s,]?${SEGMENT}){1,8}${ROOM}`;

/** From a region that is named down; from a street to its number; from a housing estate to its building. */
const PATTERNS: readonly (readonly [RegExp, number])[] = [
  [new RegExp(`${REGION}\\s?${BELOW}`, 'gu'), 0.85],
  [
    new RegExp(
      `${PLACE_NAME}{2,12}?(?:路|街|大道|巷|弄|胡同|大街)\\s?(?:${PLACE_NAME}{0,2}\\s?)${NUMBER}{1,6}\\s?(?:号|弄)(?!线|[㐀-鿿]?[0-9]{4})(?:${BELOW})?`,
      'gu',
    ),
    0.8,
  ],
  [
    new RegExp(
      `${PLACE_NAME}{2,12}?(?:小区|花园|公寓|家园|嘉园|新村|苑|城|府|湾|里|园|村|庄|区)\\s?${NUMBER}{1,4}\\s?(?:号楼|栋|幢|座|单元)(?:${BELOW})?${ROOM}`,
      'gu',
    ),
    0.75,
  ],
  [/[0-9]{1,3}\s?(?:号楼|栋|幢)\s?(?:[0-9]{1,2}\s?单元\s?)?[0-9]{2,4}(?:室|号|户)?(?![0-9])/gu, 0.7],
  [
    /(?<![0-9A-Za-z])(?:No\.? ?)?[0-9]{1,5},? (?:[A-Z][A-Za-z'.]{1,20} ){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Square)\b\.?(?:,? (?:Apt|Room|Unit|Flat|Suite)\.? ?[0-9A-Za-z]{1,5}\b)?/gu,
    0.75,
  ],
];
const LABELLED =
  /(?<=(?:地址|住址|住处|送货地|收货地|家庭住址)(?:改成|改为|换成|变更为|更新为)?(?:是|为|在)?\s?[:：]?\s?["“]?)(?:(?![的了我你您他她它们吗呢吧把没不错还填写])[㐀-鿿A-Za-z0-9#-]| (?=[0-9㐀-鿿])){4,60}/gu;

export const addressesIn = (text: string): Found[] => {
  if (!/[㐀-鿿]|Str|Road|Rd|Ave|Lane|Ln|Dr|Bl|Way|Court|Square/u.test(text)) return [];
  const found = PATTERNS.flatMap(([pattern, confidence]) =>
    [...text.matchAll(pattern)].map(({ 0: value, index }) => address(text, index, value, confidence)),
  );
  const labelled = [...text.matchAll(LABELLED)]
    .filter(
      ({ 0: value }) => /[0-9]|[路街道巷弄里村镇乡苑园城院号栋楼室区厦]/u.test(value) && /[㐀-鿿]{2}/u.test(value),
    )
    .map(({ 0: value, index }) => address(text, index, value.trimEnd(), 0.65));
  return [...found, ...labelled];
};

const address = (text: string, index: number, value: string, confidence: number): Found => {
  const start = index + (value.length - value.trimStart().length);
  const end = index + value.trimEnd().length;
  return foundAt(text, 'address', [start, end], confidence);
};
