// Specs start services as processes of their own, and wait for certificates to grow old. No spec waits in vain: this is how
// long one may take that has gone wrong.
jasmine.DEFAULT_TIMEOUT_INTERVAL = 90_000;
