/** The digits of a number in E.164 as they are dialled inside its country; other texts as they are. */
export async function nationalNumber(number: string): Promise<string> {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js');
  return parsePhoneNumberFromString(number)?.nationalNumber ?? number;
}
