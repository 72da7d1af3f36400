import WITHHELD from '@salesforce/label/c.Softphone_Number_Withheld';

/** Calling codes of two digits (ITU-T E.164); 1 and 7 have one digit, all others three. */
const TWO_DIGIT_CODES = /^(20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** Countries of the North American plan whose national numbers need no country code on the agent's screen. */
const NORTH_AMERICA = ['US', 'CA'];

/** Whether a number can be called: withheld ones cannot. */
export function isCallable(number: string): boolean {
  return number.startsWith('+');
}

/** An E.164 number as the agent reads it, in groups; national numbers of North America in their own form. */
export function displayNumber(number: string, country: string): string {
  if (!isCallable(number)) return number === 'anonymous' ? WITHHELD : number;
  const digits = number.slice(1);
  const code = callingCode(digits);
  const national = digits.slice(code.length);
  if (code === '1' && national.length === 10) return northAmerican(national, country);
  return `+${code} ${inGroups(national)}`;
}

function callingCode(digits: string): string {
  if (/^[17]/.test(digits)) return digits.slice(0, 1);
  return TWO_DIGIT_CODES.test(digits) ? digits.slice(0, 2) : digits.slice(0, 3);
}

function northAmerican(national: string, country: string): string {
  const area = national.slice(0, 3);
  const rest = `${national.slice(3, 6)}-${national.slice(6)}`;
  return NORTH_AMERICA.includes(country) ? `(${area}) ${rest}` : `+1 ${area} ${rest}`;
}

/** Groups of three, and at the end what is left: two to four digits. */
function inGroups(digits: string): string {
  if (digits.length <= 4) return digits;
  return `${digits.slice(0, 3)} ${inGroups(digits.slice(3))}`;
}
