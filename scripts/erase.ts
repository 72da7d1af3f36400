/** `npm run erase`: erases what the connector keeps of a person, by number. docs/personalData.md says what that is. */
const usage = `Usage: npm run erase -- +14155550101

  CONNECTOR_OPERATOR_TOKEN   the one that the connector was started with
  CONNECTOR_OPERATOR_URL     where the connector is (default http://127.0.0.1:$CONNECTOR_PORT, or port 8080)

Exit code 0: erased. 1: refused or failed; nothing of the connector was erased.`;

interface Erased {
  readonly erased: Readonly<Record<string, number>>;
  readonly elsewhere: { readonly interactions: readonly string[]; readonly legs: readonly string[] };
}

const words: Readonly<Record<string, string>> = {
  interactions: 'calls, with numbers, notes and matches',
  historyLines: 'lines in agents’ histories of the day',
  effects: 'effects that were waiting or set aside, call logs among them',
  deskEvents: 'events kept for softphones that are away',
  mentions: 'others’ calls in which the number was blanked',
  recordings: 'recordings at Twilio',
  indexedRecords: 'records in the caller index',
};

const { CONNECTOR_OPERATOR_TOKEN: token, CONNECTOR_OPERATOR_URL, CONNECTOR_PORT = '8080' } = process.env;
const [number, ...more] = process.argv.slice(2);

if (number === undefined || more.length > 0 || token === undefined) {
  console.error(usage);
  process.exitCode = 1;
} else {
  process.exitCode = await erase(number, token);
}

async function erase(person: string, operatorToken: string): Promise<number> {
  const address = `${CONNECTOR_OPERATOR_URL ?? `http://127.0.0.1:${CONNECTOR_PORT}`}/operators/erasure`;
  const answer = await asked(address, { person, operatorToken });
  if (!answer) {
    console.error(`The connector does not answer at ${address}. Set CONNECTOR_OPERATOR_URL.`);
    return 1;
  }
  if (!answer.ok) {
    const { code, message } = (await answer.json().catch(() => ({}))) as { code?: string; message?: string };
    const advice = answer.status === 404 ? 'Start the connector with CONNECTOR_OPERATOR_TOKEN.' : message;
    console.error(`Not erased: ${code ?? answer.status}. ${advice ?? ''}`);
    return 1;
  }
  tell((await answer.json()) as Erased);
  return 0;
}

function asked(
  address: string,
  { person, operatorToken }: { person: string; operatorToken: string },
): Promise<Response | undefined> {
  return fetch(address, {
    method: 'POST',
    headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ number: person }),
  }).catch(() => undefined);
}

function tell({ erased, elsewhere: { interactions, legs } }: Erased): void {
  console.log('Erased:');
  for (const [name, count] of Object.entries(erased)) console.log(`  ${count} ${words[name] ?? name}`);
  if (interactions.length === 0) return;
  console.log(
    [
      '',
      'Not the connector’s, erase it there (docs/personalData.md):',
      `  Salesforce: Tasks whose Interaction_Key__c begins with ${interactions.join(', ')}; the person’s own records`,
      `  Twilio: records of the calls ${legs.join(', ')}`,
    ].join('\n'),
  );
}
