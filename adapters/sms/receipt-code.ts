/**
 * What the codes of receipts say of a number. Most mix phones that are off with numbers that nobody has; only those that cannot mean a
 * passing state stand here.
 * https://help.aliyun.com/zh/sms/developer-reference/api-error-codes · https://cloud.tencent.com/document/product/382/3771
 */

/** Alibaba Cloud's own words. MOBILE_NOT_ON_SERVICE and INVALID_NUMBER are of phones that are off, too. */
const ALIYUN = ['MOBILE_IN_BLACK', 'USER_REJECT'];

/** Of operators and their gateways, which Tencent Cloud passes on: nobody has the number. */
const NOBODY = ['MK:0001', 'MK00001', 'XL:169', 'TA:169', '1'];

/** Its owner wants no messages, or has complained of some. */
const UNWANTED = [
  ...['MX:0011', 'MX:0012', 'BWLIST', 'TD:0001', 'TD:19', 'HD:19', 'TC:0001', 'TUIDING', 'HIGRISK'],
  ...['MB:1077', 'DB:0141', 'DB:0144', 'DB00144', 'DB:0164'],
];

const LASTING: ReadonlySet<string> = new Set([...ALIYUN, ...NOBODY, ...UNWANTED]);

/**
 * Whether the number will take the next message no more than this one. Gateways add their own number to a code, and spaces.
 *
 * Example: `saysForGood('BWLIST _006')` is true, `saysForGood('UNDELIV')` is false
 */
export const saysForGood = (code: string): boolean =>
  LASTING.has(
    code
      .replace(/\s/g, '')
      .toUpperCase()
      .replace(/_\d{3}$/, ''),
  );
