// Specs start relays and services as processes of their own, which take their time on a busy machine. No spec waits in
// vain: this is how long one may take that has gone wrong.
jasmine.DEFAULT_TIMEOUT_INTERVAL = 60_000;
