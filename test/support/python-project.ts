/** A Python project that installs without a network: its one requirement is a wheel of its own. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** An interpreter that every user of the machine may run: what hosts have. */
export const PYTHON = '/usr/bin/python3';

const WHEEL = `
import sys, zipfile
path, version = sys.argv[1:]
name = 'hello_wheel'
files = {
  name + '/__init__.py': 'import sys\\n\\ndef main():\\n    print("hello", *sys.argv[1:], "from", sys.prefix)\\n',
  f'{name}-{version}.data/scripts/hello-script': '#!python\\nimport hello_wheel; hello_wheel.main()\\n',
  f'{name}-{version}.dist-info/METADATA': f'Metadata-Version: 2.1\\nName: hello-wheel\\nVersion: {version}\\n',
  f'{name}-{version}.dist-info/WHEEL': 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n',
  f'{name}-{version}.dist-info/entry_points.txt': '[console_scripts]\\nhello = hello_wheel:main\\n',
}
files[f'{name}-{version}.dist-info/RECORD'] = ''.join(f'{each},,\\n' for each in files) + f'{name}-{version}.dist-info/RECORD,,\\n'
with zipfile.ZipFile(path, 'w') as wheel:
    for each, text in files.items():
        info = zipfile.ZipInfo(each, (2026, 1, 2, 0, 0, 0))
        info.external_attr = 0o100755 << 16
        wheel.writestr(info, text)
`;

/** Writes a wheel with two programs, `hello` and `hello-script`, that say where their environment lies. */
export function writeWheel(path: string, version = '1.0'): void {
  mkdirSync(dirname(path), { recursive: true });
  execFileSync(PYTHON, ['-c', WHEEL, path, version]);
}
