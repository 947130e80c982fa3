glassbox.tried("09-Training","folder=Sources/Digits/Resources/MNIST",{"key":"bb85f239754c88b5","pages":{
"index":{"figures":{},
"captions":{},"pictures":[],"gone":[],
"printed":[],
"text":[]}}});
