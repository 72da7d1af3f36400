import { provisionCommand } from './provisionCommand.ts';

process.exitCode = await provisionCommand(process.argv.slice(2), {
  environment: process.env,
  folder: process.cwd(),
  print: (text) => console.log(text),
});
