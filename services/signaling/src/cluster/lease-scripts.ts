// Run inside Redis, one at a time, and by its clock: no two nodes have to agree on the time. KEYS[1] holds when each node
// is to be taken for dead, KEYS[2] since when each has been alive without a break.

const NOW = `
local time = redis.call('TIME')
local micros = time[1] * 1000000 + time[2]
local now = math.floor(micros / 1000)
local function alive(node)
  local dies = redis.call('ZSCORE', KEYS[1], node)
  return dies and tonumber(dies) >= now
end
local function settled(node, life)
  local since = redis.call('HGET', KEYS[2], node)
  return alive(node) and since and now - tonumber(since) >= life
end
`;

/** ARGV: node, life. Answers `{kept, settled, live…}`. */
export const BEAT = `${NOW}
local node, life = ARGV[1], tonumber(ARGV[2])
local kept = alive(node)
if not kept then redis.call('HSET', KEYS[2], node, now) end
redis.call('ZADD', KEYS[1], now + life, node)
local dead = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now - 60000)
for _, gone in ipairs(dead) do
  redis.call('ZREM', KEYS[1], gone)
  redis.call('HDEL', KEYS[2], gone)
end
local answer = redis.call('ZRANGEBYSCORE', KEYS[1], now, '+inf')
table.insert(answer, 1, settled(node, life) and '1' or '0')
table.insert(answer, 1, kept and '1' or '0')
return answer`;

/**
 * KEYS[3]: the room. ARGV: node, life, milliseconds of a lease. Answers `{owner, epoch, alive, deposed}`.
 *
 * After Redis hung, or came back, every node seems dead for a moment: a node takes over from another only when both had
 * the time to beat again. The epoch is the time, so that it grows also where Redis lost everything.
 */
export const CLAIM = `${NOW}
local node, life = ARGV[1], tonumber(ARGV[2])
local current = redis.call('GET', KEYS[3])
local deposed = ''
if current then
  local owner, epoch = string.match(current, '^(.-)|(%d+)$')
  if owner == node or alive(owner) then
    redis.call('PEXPIRE', KEYS[3], ARGV[3])
    return {owner, epoch, '1', ''}
  end
  if not settled(node, life) then return {owner, epoch, '0', ''} end
  deposed = owner
end
local epoch = string.format('%.0f', micros)
redis.call('SET', KEYS[3], node .. '|' .. epoch, 'PX', ARGV[3])
return {node, epoch, '1', deposed}`;

/** KEYS[3…]: rooms. ARGV: node, milliseconds of a lease, epochs. Answers the positions of those that somebody else keeps. */
export const RENEW = `
local lost = {}
for i = 3, #KEYS do
  local mine = ARGV[1] .. '|' .. ARGV[i]
  local current = redis.call('GET', KEYS[i])
  if not current or current == mine then
    redis.call('SET', KEYS[i], mine, 'PX', ARGV[2])
  else
    table.insert(lost, tostring(i - 3))
  end
end
return lost`;

/** KEYS[1]: the room. ARGV: node, epoch. */
export const RELEASE = `
if redis.call('GET', KEYS[1]) == ARGV[1] .. '|' .. ARGV[2] then redis.call('DEL', KEYS[1]) end
return {}`;

/** ARGV: node. */
export const LEAVE = `
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
return {}`;
