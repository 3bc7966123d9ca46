// A client from elsewhere: npm's oscquery reads the tree, osc-min writes and reads OSC, ws listens. Prints what it saw as JSON.
// node oscquery_client.mjs HTTP_PORT ADDRESS VALUE
import dgram from "node:dgram";
import { createRequire } from "node:module";
import { toBuffer, fromBuffer } from "osc-min";
import WebSocket from "ws";

const { OSCQueryDiscovery } = createRequire(import.meta.url)("oscquery");
const [port, address, value] = [Number(process.argv[2]), process.argv[3], Number(process.argv[4])];

const service = await new OSCQueryDiscovery().queryNewService("127.0.0.1", port);
const listed = service.flat().map(method => ({ path: method.full_path, access: method.access,
  arguments: (method.arguments || []).map(one => ({ type: one.type, range: one.range || null, value: one.value ?? null })) }));

const socket = new WebSocket(`ws://127.0.0.1:${port}/`);
await new Promise((resolve, reject) => { socket.on("open", resolve); socket.on("error", reject); });
const told = new Promise((resolve, reject) => {
  socket.on("message", (data, isBinary) => { if (isBinary) { const heard = fromBuffer(data); if (heard.address === address && Math.abs(heard.args[0].value - value) < 1e-4) resolve(heard); } });
  setTimeout(() => reject(new Error("LISTEN told nothing")), 15000);
});
socket.send(JSON.stringify({ COMMAND: "LISTEN", DATA: address }));
await new Promise(resolve => setTimeout(resolve, 300));

const udp = dgram.createSocket("udp4");
const packet = toBuffer({ address, args: [{ type: "float", value }] });
udp.send(packet.buffer ? new Uint8Array(packet.buffer, packet.byteOffset, packet.byteLength) : packet, service.hostInfo.oscPort, "127.0.0.1");
const heard = await told;
await service.update();
const after = service.flat().find(method => method.full_path === address).arguments[0].value;
console.log(JSON.stringify({ name: service.hostInfo.name, listed, heard: { address: heard.address, value: heard.args[0].value }, after }));
socket.close();
udp.close();
process.exit(0);
