/** Rules of the analyzer that are not for this package, and why. All other rules for Apex and Visualforce are on. */
export const leftOut: Readonly<Record<string, string>> = {
  ApexAssertionsShouldIncludeMessage:
    'the name of a test is its message; an assertion in a loop says which turn of the loop it was',
  ApexDoc: 'wants @param and @return even where the sentence and the types have said it',
  ApexUnitTestClassShouldHaveRunAs:
    'wants runAs in every test method; tests of what a user may see have it, other methods need no other user',
};
