/** How people of a country are called, where they live, and the ways they type a phone number. */
export interface Country {
  readonly name: string;
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
  readonly companyEndings: readonly string[];
  readonly cities: readonly { readonly city: string; readonly state: string; readonly postalCode: string }[];
  /** Ways to type numbers; `#` are the digits that differ. Ranges are those reserved for fiction where there are such. */
  readonly formats: readonly string[];
}

export const countries: Readonly<Record<string, Country>> = {
  US: {
    name: 'United States',
    firstNames: ['Emma', 'Liam', 'Ava', 'Noah', 'Mia', 'Ethan', 'Zoe', 'Lucas', 'Ruth', 'Caleb'],
    lastNames: [
      'Johnson',
      'Miller',
      'Davis',
      'Garcia',
      'Wilson',
      'Moore',
      'Taylor',
      'Harris',
      'Clark',
      'Lewis',
    ],
    companyEndings: ['Inc.', 'LLC', 'Corp.', 'Group'],
    cities: [
      { city: 'San Francisco', state: 'CA', postalCode: '94105' },
      { city: 'Austin', state: 'TX', postalCode: '78701' },
      { city: 'Boston', state: 'MA', postalCode: '02110' },
    ],
    formats: [
      '(212) 555-01##',
      '512-555-01##',
      '+1 617 555 01##',
      '1-303-555-01##',
      '206.555.01##',
      '31255501##',
    ],
  },
  GB: {
    name: 'United Kingdom',
    firstNames: ['Oliver', 'Amelia', 'Harry', 'Isla', 'George', 'Freya', 'Jack', 'Poppy'],
    lastNames: ['Smith', 'Jones', 'Brown', 'Evans', 'Thomas', 'Wright', 'Walker', 'Hughes'],
    companyEndings: ['Ltd', 'plc', '& Sons'],
    cities: [
      { city: 'London', state: 'Greater London', postalCode: 'EC1A 1BB' },
      { city: 'Manchester', state: 'Greater Manchester', postalCode: 'M1 1AE' },
    ],
    formats: ['020 7946 05##', '+44 20 7946 06##', '+44 (0)161 496 0###', '07700 900###', '0161 496 0###'],
  },
  DE: {
    name: 'Germany',
    firstNames: ['Lena', 'Felix', 'Jürgen', 'Hannah', 'Paul', 'Mia', 'Jonas', 'Clara'],
    lastNames: ['Müller', 'Schmidt', 'Schneider', 'Fischer', 'Weber', 'Wagner', 'Becker', 'Schäfer'],
    companyEndings: ['GmbH', 'AG', 'KG'],
    cities: [
      { city: 'Berlin', state: 'Berlin', postalCode: '10115' },
      { city: 'Frankfurt', state: 'Hessen', postalCode: '60311' },
    ],
    formats: ['030 23125 ###', '+49 30 23125###', '(069) 90009 ###', '0171 39200 ##', '+49 (0)69 90009###'],
  },
  FR: {
    name: 'France',
    firstNames: ['Camille', 'Louis', 'Chloé', 'Hugo', 'Manon', 'Théo', 'Inès', 'Jules'],
    lastNames: ['Martin', 'Bernard', 'Dubois', 'Laurent', 'Moreau', 'Lefèvre', 'Girard', 'Roux'],
    companyEndings: ['SARL', 'SA', 'SAS'],
    cities: [
      { city: 'Paris', state: 'Île-de-France', postalCode: '75002' },
      { city: 'Lyon', state: 'Auvergne-Rhône-Alpes', postalCode: '69002' },
    ],
    formats: ['01 99 00 ## ##', '+33 1 99 00 ## ##', '06.39.98.##.##', '+33 (0)4 65 71 ## ##', '02619100##'],
  },
  AU: {
    name: 'Australia',
    firstNames: ['Jack', 'Charlotte', 'William', 'Olivia', 'Matilda', 'Cooper'],
    lastNames: ['Nguyen', 'Kelly', 'Ryan', 'Murphy', 'Campbell', 'Walsh'],
    companyEndings: ['Pty Ltd', 'Holdings'],
    cities: [
      { city: 'Sydney', state: 'NSW', postalCode: '2000' },
      { city: 'Melbourne', state: 'VIC', postalCode: '3000' },
    ],
    formats: ['(02) 5550 ####', '+61 2 5550 ####', '0491 570 15#', '03 5550 ####'],
  },
  IN: {
    name: 'India',
    firstNames: ['Aarav', 'Diya', 'Vihaan', 'Ananya', 'Rohan', 'Kavya', 'Arjun', 'Meera'],
    lastNames: ['Sharma', 'Patel', 'Reddy', 'Iyer', 'Singh', 'Gupta', 'Nair', 'Khan'],
    companyEndings: ['Pvt. Ltd.', 'Industries', 'Exports'],
    cities: [
      { city: 'Mumbai', state: 'Maharashtra', postalCode: '400001' },
      { city: 'Bengaluru', state: 'Karnataka', postalCode: '560001' },
    ],
    formats: ['+91 22 5550 ####', '022-5550####', '+91 98000 0####', '09800 00####'],
  },
  JP: {
    name: 'Japan',
    firstNames: ['Haruto', 'Yui', 'Sota', 'Aoi', 'Ren', 'Hina'],
    lastNames: ['Sato', 'Suzuki', 'Takahashi', 'Tanaka', 'Watanabe', 'Ito'],
    companyEndings: ['K.K.', 'Co., Ltd.'],
    cities: [
      { city: 'Tokyo', state: 'Tokyo', postalCode: '100-0001' },
      { city: 'Osaka', state: 'Osaka', postalCode: '530-0001' },
    ],
    formats: ['03-5550-####', '+81 3 5550 ####', '090-5550-####', '06(5550)####'],
  },
  BR: {
    name: 'Brazil',
    firstNames: ['João', 'Ana', 'Pedro', 'Beatriz', 'Rafael', 'Larissa', 'Mateus', 'Júlia'],
    lastNames: ['Silva', 'Santos', 'Oliveira', 'Souza', 'Lima', 'Pereira', 'Costa', 'Almeida'],
    companyEndings: ['Ltda.', 'S.A.'],
    cities: [
      { city: 'São Paulo', state: 'SP', postalCode: '01310-100' },
      { city: 'Rio de Janeiro', state: 'RJ', postalCode: '20040-002' },
    ],
    formats: ['(11) 5550-####', '+55 11 5550-####', '(21) 95550-####', '0xx11 5550####'],
  },
};
