import { spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ignore from '@balena/dockerignore';
import { type Copy, DockerfileParser, type Env } from 'dockerfile-ast';
import { ROOT } from './processes';

/** What a Dockerfile makes, without a container engine: a folder for its root, and how it is run. */
export type Image = {
  root: string;
  workdir: string;
  env: Record<string, string>;
  user: number | undefined;
  command: string[];
  healthcheck: string[];
};

const isRoot = process.getuid?.() === 0;

/**
 * Takes the steps of the project's Dockerfile, each stage in a folder of its
 * own. Two things are otherwise than in a container: commands run on this
 * machine's Node and shell, and the packages are those of this checkout, put in
 * place beforehand, so that the step that installs them finds nothing to do. A
 * step that is not known here is an error.
 */
export function makeImage(target: string): Image {
  const stages = new Map<string, Image>();
  let image = newImage('');
  const dockerfile = DockerfileParser.parse(readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8'));
  for (const instruction of dockerfile.getInstructions()) {
    const words = instruction.getArguments().map((argument) => argument.getValue());
    switch (instruction.getKeyword()) {
      case 'FROM': {
        const name = words[2] ?? 'last';
        image = newImage(path.join(target, name));
        stages.set(name, image);
        break;
      }
      case 'WORKDIR':
        image.workdir = path.join(image.workdir, words[0] ?? '');
        mkdirSync(inside(image), { recursive: true });
        break;
      case 'COPY':
        copy(instruction as Copy, image, stages);
        break;
      case 'RUN':
        run(instruction.getArgumentsContent() ?? '', image);
        break;
      case 'ENV':
        for (const property of (instruction as Env).getProperties())
          image.env[property.getName()] = property.getValue() ?? '';
        break;
      case 'USER':
        image.user = Number(words[0]?.split(':')[0]);
        break;
      case 'CMD':
        image.command = wordsOf(instruction.getArgumentsContent());
        break;
      case 'HEALTHCHECK':
        image.healthcheck = wordsOf(instruction.getArgumentsContent());
        break;
      case 'EXPOSE':
        break;
      default:
        throw new Error(`This test does not know what ${instruction.getKeyword()} does.`);
    }
  }
  return image;
}

function newImage(root: string): Image {
  return { root, workdir: '/', env: {}, user: undefined, command: [], healthcheck: [] };
}

/** Where a path in the image is on this machine. */
export function inside({ root, workdir }: Image, name = '.'): string {
  return path.join(root, path.resolve(workdir, name));
}

/** A command, after its flags, as the list it is written as. */
function wordsOf(text: string | null): string[] {
  return JSON.parse(text?.slice(text.indexOf('[')) ?? '[]') as string[];
}

function copy(instruction: Copy, image: Image, stages: Map<string, Image>): void {
  const flags = new Map(instruction.getFlags().map((flag) => [flag.getName(), flag.getValue() ?? '']));
  const names = instruction.getArguments().map((argument) => argument.getValue());
  const target = names.pop() ?? '';
  const stage = stages.get(flags.get('from') ?? '');
  const isIgnored = ignored();
  for (const name of names) {
    const from = stage ? path.join(stage.root, name) : path.join(ROOT, name);
    const isIntoFolder = !statSync(from).isDirectory() && (target.endsWith('/') || names.length > 1);
    const to = inside(image, isIntoFolder ? path.join(target, path.basename(name)) : target);
    const filter = (file: string) => stage !== undefined || !isIgnored(path.relative(ROOT, file));
    cpSync(from, to, { recursive: true, filter });
    const owner = flags.get('chown')?.split(':').map(Number);
    if (owner && isRoot) chownSync(to, owner[0] ?? 0, owner[1] ?? 0);
  }
}

/** What .dockerignore keeps out of the image. */
function ignored(): (file: string) => boolean {
  const rules = ignore().add(readFileSync(path.join(ROOT, '.dockerignore'), 'utf8'));
  return (file) => file !== '' && rules.ignores(file);
}

function run(command: string, image: Image): void {
  const folder = inside(image);
  if (!existsSync(path.join(folder, 'node_modules'))) linkPackages(folder);
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', command], {
    cwd: folder,
    env: { ...machine(), ...image.env } as never,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`RUN ${command} failed.\n${stdout}${stderr}`);
}

/** Hard links where both are on one disk: it is a gigabyte. */
function linkPackages(folder: string): void {
  const from = path.join(ROOT, 'node_modules');
  for (const flags of ['-al', '-a']) {
    if (spawnSync('cp', [flags, from, folder]).status === 0) return;
    spawnSync('rm', ['-rf', path.join(folder, 'node_modules')]);
  }
  throw new Error('The packages could not be copied.');
}

/** All that a command has from this machine: its own Node first. */
export function machine(): Record<string, string> {
  return {
    PATH: `${path.dirname(process.execPath)}:${process.env.PATH ?? ''}`,
    HOME: process.env.HOME ?? '/',
  };
}
