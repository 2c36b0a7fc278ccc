/** The floor of a deploy that changes nothing: connect with ssh2, check the host key, run `true`, end. */
import { readFileSync } from 'node:fs';
import ssh2 from 'ssh2';

const [port, user, keyFile, hostKey] = process.argv.slice(2);
const client = new ssh2.Client();
client.once('ready', () => {
  client.exec('true', (error, channel) => {
    if (error !== undefined) throw error;
    channel.once('exit', (code: number) => {
      process.exitCode = code;
    });
    channel.once('close', () => client.end());
    channel.resume();
  });
});
client.connect({
  host: '127.0.0.1',
  port: Number(port),
  username: user ?? '',
  privateKey: readFileSync(keyFile ?? ''),
  algorithms: { serverHostKey: ['ssh-ed25519'] },
  hostVerifier: (key: Buffer) => key.toString('base64') === hostKey?.split(' ')[1],
});
