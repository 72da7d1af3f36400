declare module '@salesforce/label/*' {
  const words: string;
  export default words;
}

declare module '@salesforce/resourceUrl/*' {
  const url: string;
  export default url;
}
