/** What an example of a route is: one request that it takes and what it answers, of the types of its schemas. */
import type { z } from 'zod';
import type { ANSWERS } from '../answers.ts';
import type { ROUTES, RouteName } from '../routes.ts';

type Routes = typeof ROUTES;

type Body<R> = R extends { body: infer B extends z.core.$ZodType } ? { readonly body: z.input<B> } : unknown;
type PathValues<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [K in Name]: string } & PathValues<Rest>
  : unknown;
type Path<P extends string> = unknown extends PathValues<P> ? unknown : { readonly path: PathValues<P> };

type Example<N extends RouteName> = Body<Routes[N]> &
  Path<Routes[N]['path']> & { readonly answer: z.output<(typeof ANSWERS)[N]> };

/** Test says which route has none. */
export type Examples = { readonly [N in RouteName]?: Example<N> };
