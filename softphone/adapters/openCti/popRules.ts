import type { HostSettings, PopRule, PopRules } from '../../core/index.ts';
import { CrmHostError } from '../../ports/crmHost.ts';
import type { LayoutPopRule, LayoutSection, SoftphoneLayout } from './openCtiTypes.ts';

type MatchKind = 'NoMatch' | 'SingleMatch' | 'MultipleMatches';
type Report = (cause: unknown) => void;

/** What a softphone layout says for a call type; Salesforce's Setup offers it for inbound calls alone. */
export function popsOf(layout: SoftphoneLayout, report: Report): HostSettings['pops'] {
  return {
    inbound: rulesOf(layout.Inbound, { report, unset: untouchedLayout }),
    outbound: rulesOf(layout.Outbound, { report, unset: {} }),
    internal: rulesOf(layout.Internal, { report, unset: {} }),
  };
}

/** A layout whose screen pops nobody has set, and a user without a layout: the record of the only match. */
const untouchedLayout: Partial<Record<MatchKind, LayoutPopRule>> = {
  SingleMatch: { screenPopType: 'PopToEntity' },
};

function rulesOf(
  section: LayoutSection | undefined,
  { report, unset }: { report: Report; unset: Partial<Record<MatchKind, LayoutPopRule>> },
): PopRules {
  const settings = section?.screenPopSettings;
  const rule = (kind: MatchKind): PopRule => {
    const set = settings?.[kind] ?? unset[kind];
    const known = set ? ruleOf(set, kind) : none;
    if (!known && set) report(unknownRule(kind, set));
    return known ?? none;
  };
  return { noMatch: rule('NoMatch'), oneMatch: rule('SingleMatch'), manyMatches: rule('MultipleMatches') };
}

const none: PopRule = { kind: 'none' };

/** See "getSoftphoneLayout() for Lightning Experience"; the page lists only some of the types that Setup makes. */
function ruleOf({ screenPopType, screenPopData }: LayoutPopRule, kind: MatchKind): PopRule | undefined {
  switch (screenPopType) {
    case 'DoNotPop':
      return none;
    case 'PopToEntity':
      if (kind === 'SingleMatch') return { kind: 'record' };
      if (kind === 'MultipleMatches') return { kind: 'search' };
      return screenPopData ? { kind: 'newRecord', objectType: screenPopData } : undefined;
    case 'PopToVisualforce':
      return screenPopData ? { kind: 'page', page: screenPopData } : undefined;
    case 'PopToFlow':
      return screenPopData ? { kind: 'flow', flow: screenPopData } : undefined;
    case 'PopToSearch':
      return { kind: 'search' };
    default:
      return undefined;
  }
}

function unknownRule(kind: MatchKind, { screenPopType, screenPopData }: LayoutPopRule): CrmHostError {
  const target = screenPopData ?? 'nothing named';
  return new CrmHostError('SCREEN_POP_FAILED', {
    detail: `the softphone layout's ${kind} says ${screenPopType} (${target}), which is not known here: nothing pops; choose another in Setup, Softphone Layouts`,
  });
}
