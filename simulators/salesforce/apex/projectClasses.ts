import { agentRecords } from './agentRecords.ts';
import { agentStatus } from './agentStatus.ts';
import { ApexRegistry } from './apexRegistry.ts';
import { callHistory } from './callHistory.ts';
import { callNumbers } from './callNumbers.ts';
import type { CodeAccess } from './codeAccess.ts';
import { connectorAuth } from './connectorAuth.ts';
import type { TokenSeat } from './connectorToken.ts';
import { ctiSetup, type SetupSeat } from './ctiSetup.ts';
import { directorySearch } from './directorySearch.ts';
import { callRecordings, orgToken } from './orgToken.ts';
import { presenceMappings } from './presenceMappings.ts';

/** Everything that stands in for the project's Apex. */
export function projectClasses(seat: TokenSeat & SetupSeat & { readonly access: CodeAccess }): ApexRegistry {
  const { org, access } = seat;
  return new ApexRegistry(
    [
      agentRecords(org),
      agentStatus(org),
      callHistory(org),
      callNumbers(org),
      callRecordings(seat),
      connectorAuth(seat),
      ctiSetup(seat),
      directorySearch(org),
      orgToken(seat),
      presenceMappings(org, seat.folders),
    ],
    (user, className) => access.mayUse(user, 'apexClass', className),
  );
}
