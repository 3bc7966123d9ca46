-- A session of Ardour with one track and the bridge on it, without a sound card: `ardour7-lua ardour_bridge.lua`, with the
-- session's folder and the frames of a block in the environment. Prints one line of JSON when the bridge has sounded for a while, or after half a minute.
local folder, frames = os.getenv("BRIDGE_SESSION"), tonumber(os.getenv("BRIDGE_FRAMES"))
local backend = AudioEngine:set_backend("None (Dummy)", "bridge", "")
backend:set_device_name("Silence")
assert(backend:set_sample_rate(48000) == 0 and backend:set_buffer_size(frames) == 0)
local session = assert(create_session(folder, "bridge", 48000))
local tracks = session:new_audio_track(2, 2, nil, 1, "bridge", ARDOUR.PresentationInfo.max_order, ARDOUR.TrackMode.Normal, true)
local track
for one in tracks:iter() do track = one end
local plugin = ARDOUR.LuaAPI.new_plugin(session, "urn:live-daemon:bridge", ARDOUR.PluginType.LV2, "")
assert(not plugin:isnil(), "the plugin was not found")
assert(track:add_processor_by_index(plugin, 0, nil, true) == 0)
local insert, loudest, told = plugin:to_insert(), -200.0, 0
for _ = 1, 300 do
  ARDOUR.LuaAPI.usleep(100000)
  local level = track:peak_meter():meter_level(0, ARDOUR.MeterType.MeterPeak)
  if level > loudest then loudest = level end
  told = insert:signal_latency()
  if loudest > -40.0 then break end
end
print(string.format('JSON {"frames": %d, "latency": %d, "loudest_db": %f}', backend:buffer_size(), told, loudest))
session:save_state("")
close_session()
quit()
