import type { NextConfig } from 'next';

const config: NextConfig = { turbopack: { root: import.meta.dirname }, poweredByHeader: false };

export default config;
