-- Small queries, every other one new to the server; says at the end how often each status came.
local asked = { "/queries/instruments", "/queries/instruments?lang=id", "/health", "/id/medan.ttl", "/queries/" }
local threads = {}
local number = 0

function setup(thread)
  thread:set("id", #threads)
  table.insert(threads, thread)
end

function init(args)
  statuses = ""
  counts = {}
end

function request()
  number = number + 1
  if number % 2 == 0 then
    return wrk.format("GET", asked[number / 2 % #asked + 1])
  end
  return wrk.format("GET", "/sparql?query=SELECT%20*%20%7B%20?s%20?p%20" .. number .. "%20%7D%20%23" .. id)
end

function response(status)
  counts[status] = (counts[status] or 0) + 1
  statuses = ""
  for code, count in pairs(counts) do
    statuses = statuses .. code .. "=" .. count .. " "
  end
end

function done(summary)
  for _, thread in ipairs(threads) do
    io.write("statuses: " .. thread:get("statuses") .. "\n")
  end
  io.write("broken: " .. summary.errors.connect + summary.errors.read + summary.errors.write .. "\n")
end
