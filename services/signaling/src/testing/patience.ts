// Some specs start the service as a process of its own, which takes its time on a busy machine. No spec waits in vain:
// this is how long one may take that has gone wrong.
jasmine.DEFAULT_TIMEOUT_INTERVAL = 30_000;
