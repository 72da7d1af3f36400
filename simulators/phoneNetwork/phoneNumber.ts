const e164 = /^\+[1-9]\d{6,14}$/;

/** A number as a person types it, in E.164; `undefined` for what is not an international number. */
export function parsePhoneNumber(typed: string): string | undefined {
  const number = typed.replace(/[\s().-]/g, '');
  return e164.test(number) ? number : undefined;
}
