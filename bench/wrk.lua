-- wrk's part: send the prepared requests in turn, each under an id of its own, and print the figures as JSON.
-- Called with: wrk ... -s bench/wrk.lua URL -- REQUESTS

local requests, sent = {}, 0

function init(args)
  local file = assert(io.open(args[1], "rb"))
  local line = file:read("*l")
  while line do
    local head, body = line:match("(%d+) (%d+)")
    requests[#requests + 1] = { file:read(tonumber(head)), "\r\n\r\n" .. file:read(tonumber(body)) }
    line = file:read("*l")
  end
  file:close()
end

function request()
  sent = sent + 1
  local parts = requests[sent % #requests + 1]
  return parts[1] .. string.format("%032x", sent) .. parts[2]
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format('{"answered": %d, "seconds": %f, "p50": %f, "p99": %f, "worst": %f, "errors": %d}',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    latency.max / 1e3, errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
